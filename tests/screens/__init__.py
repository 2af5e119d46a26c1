"""Pictures of every page, made by `python -m tests.screens` (`make screens`), so that they stay true.

`captions.toml` says what each page of `tests.journeys.test_every_page` is for; `stage` furnishes an app at a fixed
moment; `camera` opens its pages; `pictures` keeps a picture small, and leaves the old one where hardly a pixel differs;
`gallery` writes `docs/screens.md`; `manuals` names what the manuals of the roles show of the pages.
"""
