"""What a reader opens on a page of the first edition."""

from playwright.sync_api import Page as Tab


def search(tab: Tab) -> None:
    """Open the search and wait for an answer."""
    tab.keyboard.press("/")
    tab.keyboard.type("parallel universe")
    tab.locator("dialog a", has_text="parallel universe").first.wait_for()


def suggest(tab: Tab) -> None:
    """Open the dialog for a note of one's own on the first words of the text."""
    tab.evaluate("getSelection().selectAllChildren(document.querySelector('.v-body p'))")
    tab.get_by_role("button", name="Suggest a note").first.click()
    tab.locator("dialog[open]").wait_for()
