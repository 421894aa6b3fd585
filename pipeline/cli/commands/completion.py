"""`ziping completion`: a script that lets the shell complete commands and options."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.shell_completion import get_completion_class

from ziping.pipeline.cli import options as shared

if TYPE_CHECKING:
    from ziping.pipeline.cli.output import Output

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", short_help="Print a script that completes commands in the shell.")
@click.argument("shell", type=click.Choice(SHELLS))
@shared.common
def command(shell: str, output: Output) -> None:
    """Prints a script that lets the shell complete commands and options.

    \b
    bash: eval "$(ziping completion bash)"      in ~/.bashrc
    zsh:  eval "$(ziping completion zsh)"       in ~/.zshrc
    fish: ziping completion fish | source       in ~/.config/fish/config.fish
    """
    from ziping.pipeline.cli import main

    kind = get_completion_class(shell)
    assert kind is not None
    script = kind(main, {}, "ziping", "_ZIPING_COMPLETE").source()
    if output.as_json:
        output.json({"shell": shell, "script": script})
    else:
        click.echo(script)
