"""The roles of the store: made where missing, brought to what they should be, never more.

Roles belong to the whole server (cluster), so several stores in it share them. The one who makes them is
the owner's login: no superuser, only CREATEROLE. By the rules of PostgreSQL 16 it may administer what it
made itself, and gives itself the memberships that migrations need.
"""

from __future__ import annotations

import os
import time

import psycopg
from psycopg import sql

from domain.errors import StoreError
from store.addresses import APP, DIRECT_ROLES, is_embedded
from store.home import home
from store.passwords import password

OWNED_BY = ("ik_loader", "ik_view")
TAKEN_BY_APP = ("ik_manager", "ik_controller", "ik_board", "ik_publisher", "ik_reviewer")
WITHOUT_LOGIN = (*OWNED_BY, "ik_manager", "ik_controller", "ik_publisher", "ik_reviewer")
WITH_LOGIN = (*DIRECT_ROLES, APP)
ALL_ROLES = (*WITHOUT_LOGIN, *WITH_LOGIN)

_ATTEMPTS = 10


def ensure_roles(connection: psycopg.Connection) -> None:
    """Make the roles and their memberships, set the passwords of this home, close the database to others.

    The connection is the owner's, outside a transaction; done in one transaction, and done again if
    another store in the same server did it in the same moment.
    """
    for attempt in range(_ATTEMPTS):
        try:
            with connection.transaction():
                _ensure(connection)
            return
        except psycopg.errors.InsufficientPrivilege as error:
            raise StoreError(_missing_rights(connection)) from error
        except (psycopg.errors.UniqueViolation, psycopg.errors.InternalError_):
            if attempt == _ATTEMPTS - 1:
                raise
            time.sleep(0.05 * (attempt + 1))


def open_database(connection: psycopg.Connection) -> None:
    """Let just the store's logins into the connected database, and only the loader make temporary tables."""
    database = sql.Identifier(connection.info.dbname)
    logins = sql.SQL(", ").join(map(sql.Identifier, WITH_LOGIN))
    for statement in (
        sql.SQL("revoke all on database {} from public").format(database),
        sql.SQL("grant connect on database {} to {}").format(database, logins),
        sql.SQL("grant connect, temporary on database {} to ik_loader").format(database),
    ):
        connection.execute(statement)


def _ensure(connection: psycopg.Connection) -> None:
    existing = _existing(connection)
    for role in ALL_ROLES:
        if role not in existing:
            _create(connection, role)
    for role in OWNED_BY:
        _give_to_owner(connection, role)
    for role in TAKEN_BY_APP:
        _give_to_app(connection, role)
    for login in WITH_LOGIN:
        _set_password(connection, login)
    if not _owns_database(connection):
        raise StoreError(
            f"Användaren {connection.info.user} äger inte databasen {connection.info.dbname}. "
            "Låt databasens administratör köra alter database … owner to …, eller ange ägaren i adressen."
        )
    open_database(connection)


def _existing(connection: psycopg.Connection) -> set[str]:
    rows = connection.execute(
        "select rolname, rolsuper or rolbypassrls from pg_roles where rolname = any(%s)", [list(ALL_ROLES)]
    ).fetchall()
    for name, unbound in rows:
        if unbound:
            raise StoreError(
                f"Rollen {name} finns redan och går förbi databasens radskydd (superuser eller bypassrls). "
                "Ta bort den rätten eller använd en annan server."
            )
    return {name for name, _ in rows}


def _create(connection: psycopg.Connection, role: str) -> None:
    login = "login" if role in WITH_LOGIN else "nologin"
    inherit = "noinherit" if role == APP else "inherit"
    options = f"{login} {inherit} nosuperuser nocreatedb nocreaterole noreplication nobypassrls"
    connection.execute(sql.SQL("create role {} " + options).format(sql.Identifier(role)))


def _give_to_owner(connection: psycopg.Connection, role: str) -> None:
    """Membership for the owner's login, so that it can give tables and views to the role and act as it."""
    row = connection.execute(
        "select pg_has_role(session_user, %(role)s, 'usage') and pg_has_role(session_user, %(role)s, 'set')",
        {"role": role},
    ).fetchone()
    if row is None or not row[0]:
        statement = "grant {} to session_user with inherit true, set true"
        connection.execute(sql.SQL(statement).format(sql.Identifier(role)))


def _give_to_app(connection: psycopg.Connection, role: str) -> None:
    """Membership for the app's login that gives nothing by itself: the role has to be taken."""
    rows = connection.execute(
        "select inherit_option, set_option from pg_auth_members"
        " where roleid = %s::regrole and member = %s::regrole",
        [role, APP],
    ).fetchall()
    if not any(may_set for _, may_set in rows) or any(inherits for inherits, _ in rows):
        statement = "grant {} to {} with inherit false, set true"
        connection.execute(sql.SQL(statement).format(sql.Identifier(role), sql.Identifier(APP)))


def _set_password(connection: psycopg.Connection, login: str) -> None:
    """Set the login's password, hashed here: a clear one could end in the server's log of statements.

    Where INSATSKOLLEN_APP_DATABASE_URL is given it is its writer who keeps the app's password.
    """
    secret = app_password() if login == APP else password(home(), login)
    if secret is None:
        return
    verifier = connection.pgconn.encrypt_password(secret.encode(), login.encode(), b"scram-sha-256").decode()
    statement = sql.SQL("alter role {} login password {}")
    connection.execute(statement.format(sql.Identifier(login), sql.Literal(verifier)))


def app_password() -> str | None:
    """The password that this store sets for the app's login, None if somebody else keeps it."""
    if os.environ.get("INSATSKOLLEN_APP_DATABASE_URL"):
        return None
    return password(home(), APP)


def _owns_database(connection: psycopg.Connection) -> bool:
    row = connection.execute(
        "select pg_has_role(session_user, datdba, 'usage')"
        " from pg_database where datname = current_database()"
    ).fetchone()
    return bool(row and row[0])


def _missing_rights(connection: psycopg.Connection) -> str:
    who = connection.info.user
    if is_embedded():
        return f"Användaren {who} saknar rätt att skapa databasens roller."
    return (
        f"Användaren {who} saknar rätt att skapa eller ändra databasens roller. Låt databasens "
        f"administratör köra alter role {who} createrole; finns rollerna redan måste {who} få dem "
        "med admin option."
    )
