"""What is said to people, in every language we speak."""

from __future__ import annotations

from auditlint.values import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence in the languages we speak."""

    zh: str
    en: str

    def __getitem__(self, language: str) -> str:
        return self.en if language == "en" else self.zh
