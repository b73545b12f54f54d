"""Finds what a person named on the command line."""

from bot.app import App
from bot.domain.statement import Company
from bot.errors import UnknownCompany


async def find_company(app: App, name: str) -> Company:
    """The company of this name, alias or product, as a person types it. Raises UnknownCompany with what is close."""
    index = await app.catalogue.index()
    found = index.resolve(name)
    if found is None:
        close = " / ".join(company.names["en"] for company in index.suggest(name))
        raise UnknownCompany(name=name, suggestions=close)
    return found
