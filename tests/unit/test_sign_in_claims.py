"""Who a provider's claims say somebody is, for how long, and which settings are refused."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from domain.errors import SettingError
from domain.user_name import claimed_name, group_name, user_name
from ui import claims, provider
from ui.claims import Absence, Person
from ui.provider import ClaimSettings

NOW = 1_800_000_000.0
HOUR = 3600
BY_MAIL = ClaimSettings("email", None, None)
CLAIMS = {
    "is_logged_in": True,
    "email": "Eva@Kommun.se",
    "email_verified": True,
    "name": "Eva Ek",
    "iat": NOW - 60,
    "exp": NOW + HOUR,
    "nonce": "x",
}


def read(settings: ClaimSettings = BY_MAIL, **changed: object) -> Person | Absence:
    return claims.read(CLAIMS | changed, settings, NOW)


# Names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (" Eva.Ek@Kommun.SE ", "eva.ek@kommun.se"),
        ("AbC-123", "AbC-123"),
        ("A\u030asa@kommun.se", "åsa@kommun.se"),
        ("group:IFO Chefer", "group:IFO Chefer"),
    ],
)
def test_a_name_is_compared_as_it_is_meant(text: str, name: str) -> None:
    assert user_name(text) == name


@pytest.mark.parametrize(
    "claim",
    ["local", " LOCAL ", "Local", "group:Chefer", "GROUP:x", "ik_board", "IK_owner", "", "  ", "a\nb", "a\x00",
     "x" * 256, None, 7, True, ["eva"], {"a": 1}, "\u202egnp@x.se"],
)  # fmt: skip
def test_no_claim_is_taken_for_this_machine_a_group_or_a_login_of_the_store(claim: object) -> None:
    assert claimed_name(claim) is None
    assert read(email=claim) is Absence.NAMELESS


def test_groups_are_named_apart_from_people() -> None:
    listed = ClaimSettings("email", "groups", None)
    found = read(listed, groups=["Chefer", "", 7, None, "a\nb", " IFO "])
    assert isinstance(found, Person) and found.groups == ("group:Chefer", "group:IFO")
    one = read(listed, groups="Chefer")
    assert isinstance(one, Person) and one.groups == ("group:Chefer",)
    unasked = read(groups=["Chefer"])
    assert isinstance(unasked, Person) and unasked.groups == ()
    assert group_name("local") == "group:local"


# How long


@pytest.mark.parametrize(
    ("changed", "longest_hours", "holds"),
    [
        ({}, None, True),
        ({"exp": NOW}, None, False),
        ({"exp": None}, None, False),
        ({"iat": None}, None, False),
        ({"iat": "x"}, None, False),
        ({"iat": True}, None, False),
        ({"iat": NOW + HOUR, "exp": NOW + 2 * HOUR}, None, False),
        ({"iat": NOW + 60}, None, True),
        ({"exp": NOW - 1}, 8, True),
        ({"iat": NOW - 8 * HOUR + 1}, 8, True),
        ({"iat": NOW - 8 * HOUR}, 8, False),
        ({"iat": NOW - 24 * HOUR, "exp": NOW + 300 * HOUR}, 8, False),
    ],
)
def test_a_sign_in_holds_until_it_runs_out(
    changed: dict[str, object], longest_hours: int | None, holds: bool
) -> None:
    longest = timedelta(hours=longest_hours) if longest_hours else None
    found = read(ClaimSettings("email", None, longest), **changed)
    assert isinstance(found, Person) if holds else found is Absence.EXPIRED


def test_nobody_is_signed_in_without_the_cookie_saying_so() -> None:
    for value in (None, False, "True", 1):
        assert read(is_logged_in=value) is Absence.NOT_SIGNED_IN
    assert claims.read({}, BY_MAIL, NOW) is Absence.NOT_SIGNED_IN


@pytest.mark.parametrize("verified", [False, None, "true", "false", "True", 1])
def test_a_mail_address_that_nobody_has_verified_is_no_name(verified: object) -> None:
    assert read(email_verified=verified) is Absence.UNVERIFIED
    assert isinstance(read(email_verified=True), Person)
    by_id = read(ClaimSettings("oid", None, None), email_verified=verified, oid="7c1f")
    assert isinstance(by_id, Person) and by_id.name == "7c1f"


def test_a_mail_address_that_is_not_said_to_be_verified_is_no_name() -> None:
    silent = {name: value for name, value in CLAIMS.items() if name != "email_verified"}
    assert claims.read(silent, BY_MAIL, NOW) is Absence.UNVERIFIED


def test_each_sign_in_has_a_fingerprint_of_its_own() -> None:
    first, again, later = read(), read(tokens={"id": "t"}), read(nonce="y")
    assert isinstance(first, Person) and isinstance(again, Person) and isinstance(later, Person)
    assert first.sign_in == again.sign_in != later.sign_in
    assert (first.name, first.shown, first.is_local) == ("eva@kommun.se", "Eva Ek", False)


# Settings

SET = {
    "INSATSKOLLEN_OIDC_METADATA_URL": "https://login.example/.well-known/openid-configuration",
    "INSATSKOLLEN_OIDC_CLIENT_ID": "insatskollen",
    "INSATSKOLLEN_OIDC_CLIENT_SECRET": "hemlig",
    "INSATSKOLLEN_OIDC_REDIRECT_URI": "https://insats.example/oauth2callback",
    "INSATSKOLLEN_OIDC_COOKIE_SECRET": "0123456789" * 4,
}


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in SET.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_without_any_setting_there_is_no_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    assert provider.provider() is None
    monkeypatch.setenv("INSATSKOLLEN_OIDC_CLIENT_ID", " ")
    assert not provider.configured()


def test_the_settings_become_what_streamlit_reads(settings: pytest.MonkeyPatch) -> None:
    found = provider.provider()
    assert found is not None
    assert (found.host, found.is_tls) == ("insats.example", True)
    auth = found.secrets()["auth"]
    assert auth["client_id"] == "insatskollen"
    assert auth["client_kwargs"] == {"scope": "openid email profile"}


@pytest.mark.parametrize("name", [name for name in SET if not name.endswith("COOKIE_SECRET")])
def test_half_a_setting_is_an_error_and_never_no_provider(settings: pytest.MonkeyPatch, name: str) -> None:
    settings.delenv(name)
    assert provider.configured()
    with pytest.raises(SettingError, match=f"{name} saknas"):
        provider.provider()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("INSATSKOLLEN_OIDC_REDIRECT_URI", "http://insats.example/oauth2callback"),
        ("INSATSKOLLEN_OIDC_REDIRECT_URI", "https://insats.example/"),
        ("INSATSKOLLEN_OIDC_REDIRECT_URI", "insats.example/oauth2callback"),
        ("INSATSKOLLEN_OIDC_METADATA_URL", "http://login.example/"),
        ("INSATSKOLLEN_OIDC_METADATA_URL", "javascript:alert(1)"),
        *(
            (
                "INSATSKOLLEN_OIDC_METADATA_URL",
                f"https://login.example/{who}/v2.0/.well-known/openid-configuration",
            )
            for who in ("common", "organizations", "consumers", "Common", "/common")
        ),
        ("INSATSKOLLEN_OIDC_COOKIE_SECRET", "abc123"),
        ("INSATSKOLLEN_OIDC_MAX_HOURS", "0"),
        ("INSATSKOLLEN_OIDC_MAX_HOURS", "25"),
        ("INSATSKOLLEN_OIDC_MAX_HOURS", "åtta"),
        ("INSATSKOLLEN_OIDC_CLIENT_SECRET_FILE", "/finns/inte"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused_without_repeating_it(
    settings: pytest.MonkeyPatch, name: str, value: str
) -> None:
    settings.setenv(name, value)
    with pytest.raises(SettingError, match=name) as refused:
        provider.provider()
    assert f" {value}" not in str(refused.value)


def test_secrets_may_lie_in_files_and_a_cookie_secret_is_made_where_none_is_given(
    settings: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("ur filen\n")
    settings.setenv("INSATSKOLLEN_OIDC_CLIENT_SECRET_FILE", str(tmp_path / "secret"))
    settings.delenv("INSATSKOLLEN_OIDC_COOKIE_SECRET")
    first, second = provider.provider(), provider.provider()
    assert first is not None and second is not None
    assert first.client_secret == "ur filen"
    assert len(first.cookie_secret) >= 32 and first.cookie_secret != second.cookie_secret
