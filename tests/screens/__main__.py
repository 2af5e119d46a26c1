"""Take every picture again, and write `docs/screens.md`: `python -m tests.screens`, `make screens`."""

import argparse
import logging
from collections import defaultdict

from playwright.sync_api import Browser

from tests.screens.camera import NARROW, WIDE, camera, cropped, taken, window
from tests.screens.captions import PICTURES, Caption, Shot, captions
from tests.screens.gallery import PAGE, markdown
from tests.screens.manuals import CROPS, Crop
from tests.screens.pictures import keep
from tests.screens.stage import Stage, stage


def main() -> None:
    """Take the pictures that are asked for, and say which of them are new."""
    asked = argparse.ArgumentParser(prog="python -m tests.screens", description=__doc__)
    asked.add_argument("word", nargs="?", default="", help="only pictures whose name holds this word")
    word = asked.parse_args().word
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    with stage() as furnished, camera() as browser:
        made = [*_pages(browser, furnished, word), *_crops(browser, furnished, word)]
    PAGE.write_text(markdown(), encoding="utf-8")
    if not word:
        _clear()
    print("\n".join(f"new: {name}" for name in made) or "Every picture is as it was.")  # noqa: T201


def _pages(browser: Browser, furnished: Stage, word: str) -> list[str]:
    made = []
    wanted: dict[tuple[str, str], list[tuple[Caption, Shot]]] = defaultdict(list)
    for caption in captions():
        for shot in caption.shots():
            if word in shot.name:
                wanted[caption.login, shot.language].append((caption, shot))
    for (login, language), several in wanted.items():
        with window(browser, furnished, login, language) as page:
            for caption, shot in several:
                address = caption.address.format(**furnished.names)
                if keep(shot.path, taken(page, address, NARROW if shot.is_narrow else WIDE)):
                    made.append(shot.name)
    return made


def _crops(browser: Browser, furnished: Stage, word: str) -> list[str]:
    made = []
    wanted: dict[tuple[str, str], list[Crop]] = defaultdict(list)
    for crop in CROPS:
        for language in crop.LANGUAGES:
            if word in crop.path(language).name:
                wanted[crop.login, language].append(crop)
    for (login, language), several in wanted.items():
        with window(browser, furnished, login, language) as page:
            for crop in several:
                picture = cropped(page, crop, crop.address.format(**furnished.names))
                if keep(crop.path(language), picture):
                    made.append(f"{language}/{crop.path(language).name}")
    return made


def _clear() -> None:
    """Remove pictures of pages that are gone."""
    wanted = {shot.path for caption in captions() for shot in caption.shots()}
    for path in set(PICTURES.glob("*.webp")) - wanted:
        path.unlink()


if __name__ == "__main__":
    main()
