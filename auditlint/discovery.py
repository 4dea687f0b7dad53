"""Which checks there are: installed bundles, ours included, and local files.

A bundle is a module named by an entry point of the group ``auditlint.checks``. It offers, in
itself and in the modules of its package:

- every :class:`auditlint.check.Check` made in one of them, with its page ``<module>.md``;
- ``CLAIMANTS``, a tuple of functions from :class:`auditlint.claims.ground.Ground` to claims;
- identity packs: the ``*.toml`` files of a folder ``packs`` beside the package's modules;
- how far its checks can be believed, as measured: a file ``trust.toml`` beside its modules.
"""

from __future__ import annotations

import difflib
import hashlib
import importlib
import importlib.util
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from functools import cached_property
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType

from auditlint import troubles, trust
from auditlint.check import Check
from auditlint.claims.ground import Claimant
from auditlint.claims.packs import read_pack
from auditlint.identities import PackClaimant, checks_of
from auditlint.result import Rule
from auditlint.settings import Settings, UsageProblem
from auditlint.values import dataclass

GROUP = "auditlint.checks"


@dataclass(frozen=True, slots=True)
class Offered:
    """What one bundle or local file offers; ``problem`` says why it offers nothing.

    ``sources`` are the files it was read from.
    """

    name: str
    checks: tuple[Check, ...] = ()
    claimants: tuple[Claimant, ...] = ()
    packs: tuple[Path, ...] = ()
    problem: str = ""
    trust: dict[str, trust.Trust] = field(default_factory=dict)
    sources: tuple[Path, ...] = ()

    def page(self, check: Check) -> str:
        """The page of a check, with how far it can be believed where the bundle was measured."""
        if not check.page or not self.trust:
            return check.page
        return f"{check.page.rstrip()}\n\n{trust.measured(self.trust.get(check.code))}"


@dataclass(frozen=True)
class Bundles:
    """Everything offered, bundles in the order of their names, then local files."""

    offered: tuple[Offered, ...] = ()

    @property
    def checks(self) -> tuple[Check, ...]:
        """All checks in the order of their codes."""
        found = (check for offered in self.offered for check in offered.checks)
        return tuple(sorted(found, key=lambda check: check.code))

    @property
    def claimants(self) -> tuple[Claimant, ...]:
        return tuple(claimant for offered in self.offered for claimant in offered.claimants)

    @property
    def packs(self) -> tuple[Path, ...]:
        return tuple(pack for offered in self.offered for pack in offered.packs)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """One rule a check, and those of our own troubles, in the order of their codes."""
        found = [
            Rule(check.code, check.name, check.summary, offered.page(check), offered.name)
            for offered in self.offered
            for check in offered.checks
        ]
        return tuple(sorted((*found, *troubles.rules()), key=lambda rule: rule.code))


def digest(bundles: Bundles) -> str:
    """A digest of all that the bundles were read from. Raises ``OSError``."""
    found = hashlib.sha256()
    for offered in bundles.offered:
        for path in offered.sources or offered.packs:
            content = path.read_bytes()
            found.update(f"{offered.name} {path.name} {len(content)}\n".encode())
            found.update(content)
    return found.hexdigest()


def discover(settings: Settings | None = None) -> Bundles:
    """Load every installed bundle and the local files that the settings name.

    Raises ``UsageProblem`` for a local file that does not exist, and where two checks claim
    one code.
    """
    found = [
        _bundle(entry.name, entry.value)
        for entry in sorted(set(entry_points(group=GROUP)), key=lambda entry: entry.name)
    ]
    if settings is not None:
        found.extend(_local(Path(path)) for path in settings.checks)
        found.extend(
            Offered(path, *_packed([Path(path)]), (Path(path),)) for path in settings.packs
        )
    bundles = Bundles(tuple(found))
    _one_check_a_code(bundles)
    return bundles


def selected(checks: Iterable[Check], settings: Settings, rules: Iterable[Rule]) -> list[Check]:
    """The checks whose codes begin with something selected and with nothing ignored.

    Raises ``UsageProblem`` for a selector that no known code begins with.
    """
    codes = sorted(rule.code for rule in rules)
    for option, given in (("select", settings.select), ("ignore", settings.ignore)):
        for selector in given:
            if selector != "ALL" and not any(code.startswith(selector) for code in codes):
                where = f"--{option}, or `{option}` in the configuration"
                raise UsageProblem(unknown_code(selector, codes, where))
    return [check for check in checks if is_selected(check.code, settings)]


def is_selected(code: str, settings: Settings) -> bool:
    """Whether a code is asked for; the longer of two selectors that fit decides."""

    def fit(given: Iterable[str]) -> int:
        lengths = (0 if s == "ALL" else len(s) for s in given if s == "ALL" or code.startswith(s))
        return max(lengths, default=-1)

    asked = fit(settings.select or ("ALL",))
    return asked > fit(settings.ignore)


def unknown_code(given: str, codes: Iterable[str], where: str) -> str:
    """What to tell someone who wrote a code that does not exist."""
    known = sorted(codes)
    near = difflib.get_close_matches(given.upper(), known, n=1, cutoff=0.5)
    families = sorted({code[:3] for code in known})
    hint = f"did you mean {near[0]}?" if near else f"families are {', '.join(families)}."
    return f"{where}: unknown code {given!r}; {hint} `auditlint rules` lists them all."


def _bundle(name: str, target: str) -> Offered:
    try:
        module = importlib.import_module(target.partition(":")[0])
        modules = tuple(_modules(module))
        return _offered(name, modules)
    except Exception as problem:
        return Offered(name, problem=f"{type(problem).__name__}: {problem}")


def _modules(module: ModuleType) -> Iterator[ModuleType]:
    """A module and, for a package, every module below it, in the order of their names."""
    yield module
    paths = getattr(module, "__path__", None)
    if paths is not None:
        for found in sorted(
            pkgutil.walk_packages(paths, module.__name__ + "."), key=lambda found: found.name
        ):
            yield importlib.import_module(found.name)


def _offered(name: str, modules: tuple[ModuleType, ...]) -> Offered:
    checks = tuple(check for module in modules for check in _checks(module))
    claimants = tuple(
        claimant for module in modules for claimant in getattr(module, "CLAIMANTS", ())
    )
    folders = list(dict.fromkeys(Path(module.__file__ or "").parent for module in modules))
    packs = tuple(pack for folder in folders for pack in sorted((folder / "packs").glob("*.toml")))
    checks_of_packs, claimants_of_packs = _packed(packs)
    measured = {
        code: counts
        for folder in folders
        for code, counts in trust.read_trust(folder / trust.FILE).items()
    }
    return Offered(
        name,
        checks + checks_of_packs,
        claimants + claimants_of_packs,
        packs,
        trust=measured,
        sources=tuple(_sources(modules, folders)) + packs,
    )


def _sources(modules: Iterable[ModuleType], folders: Iterable[Path]) -> Iterator[Path]:
    """The files of modules, their pages, and what was measured of them."""
    code = [Path(module.__file__) for module in modules if module.__file__]
    beside = [folder / trust.FILE for folder in folders]
    yield from code
    pages = (path.with_suffix(".md") for path in code)
    yield from (path for path in (*pages, *beside) if path.is_file())


def _packed(paths: Iterable[Path]) -> tuple[tuple[Check, ...], tuple[Claimant, ...]]:
    """What identity packs offer. Raises ``UsageProblem`` for a pack that cannot be used."""
    found = [read_pack(path) for path in paths]
    checks = tuple(check for pack in found for check in checks_of(pack))
    return checks, tuple(PackClaimant(pack) for pack in found)


def _checks(module: ModuleType) -> Iterator[Check]:
    """The checks made in a module (not those it imports), each with its page."""
    for value in vars(module).values():
        if isinstance(value, Check) and value.run.__module__ == module.__name__:
            page = Path(module.__file__ or "").with_suffix(".md")
            text = page.read_text("utf-8") if page.is_file() else ""
            yield replace(value, page=value.page or text)


def _local(path: Path) -> Offered:
    if not path.is_file():
        raise UsageProblem(f"{path}: no such file of checks; correct `checks` in the configuration")
    name = f"_auditlint_local_{path.stem}"
    try:
        spec = importlib.util.spec_from_file_location(name, path)
        if spec is None or spec.loader is None:
            raise ImportError("not a Python file")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return _offered(str(path), (module,))
    except Exception as problem:
        return Offered(str(path), problem=f"{type(problem).__name__}: {problem}")


def _one_check_a_code(bundles: Bundles) -> None:
    owners: dict[str, str] = {}
    for offered in bundles.offered:
        for check in offered.checks:
            if check.code in owners or troubles.is_trouble(check.code):
                owner = owners.get(check.code, "auditlint")
                raise UsageProblem(
                    f"{check.code} is claimed by two bundles, {owner} and {offered.name}:"
                    " uninstall one of them, or ask its authors for another code"
                )
            owners[check.code] = offered.name
