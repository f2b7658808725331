"""The browser that the other end-to-end tests lean on."""

from pathlib import Path

from playwright.sync_api import Page


def test_the_browser_opens_a_file_and_reaches_no_other_host(page: Page, tmp_path: Path) -> None:
    failures: list[str] = []
    page.on("requestfailed", lambda request: failures.append(request.url))
    file = tmp_path / "page.html"
    file.write_text("<h1>Read me</h1><img src='http://elsewhere.example/x.png'>", encoding="utf-8")
    page.goto(file.as_uri())
    assert page.inner_text("h1") == "Read me"
    assert failures == ["http://elsewhere.example/x.png"]
