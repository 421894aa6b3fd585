"""The auditors' report: one HTML page that needs no server and no network, or an index and a folder of parts."""

from ziping.pipeline.audit_page.writing import Written, write_report

__all__ = ["Written", "write_report"]
