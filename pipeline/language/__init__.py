"""The program's words in the reader's language. They are English in the code; `zh.po` has the Chinese for them."""

from ziping.pipeline.language.catalogue import CHINESE, ENGLISH, LANGUAGES, Catalogue, chinese, say

__all__ = ["CHINESE", "ENGLISH", "LANGUAGES", "Catalogue", "chinese", "say"]
