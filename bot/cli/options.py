"""Options that several verbs share. Those of every verb stand in `verb`."""

from typing import Annotated

import typer

ServerOption = Annotated[int, typer.Option("--guild", metavar="ID", min=1, help="Id of the Discord server.")]
ChannelOption = Annotated[int, typer.Option("--channel", metavar="ID", min=1, help="Id of the Discord channel.")]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=10_000, help="How many, the latest first.")]
CompanyOption = Annotated[str | None, typer.Option("--company", metavar="NAME", show_default=False)]
