"""Why a file is not taken: one error, with a sentence for the person who chose it."""

from values.messages import N_, Message

EMPTY = N_("The file is empty.")
UNKNOWN = N_(
    "Only PDF, Word, Excel, PNG, JPEG and plain text files can be attached; what is inside this one is none of them."
)
MARKUP = N_("Web pages, drawings as text and scripts cannot be attached; save it as PDF.")
MACROS = N_("Files with macros or embedded programs cannot be attached; save it without them, or as PDF.")
ENCRYPTED = N_(
    "The file is protected by a password; nobody else could read it. Save it without the password."
)
BROKEN = N_("The file is damaged or incomplete; open it, save it again and attach the new one.")
SWELLS = N_("The file unpacks to far more than its size; it is not opened here.")


class UnfitFileError(ValueError):
    """What is inside a file is not taken."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence."""
        super().__init__(sentence)
        self.message = Message(sentence)
