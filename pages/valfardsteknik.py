"""Välfärdsteknik: what is in use where and at what cost, what is planned in which order, and what it gave."""

from queries.scope import Role
from ui import draw, explain, parts, sign_in, states
from ui.reading import store_state
from ui.technology_asked import Asked
from ui.technology_parts import PARTS

user = sign_in.require(Role.MANAGER, Role.CONTROLLER)

# Title
draw.title("Välfärdsteknik", user)
with states.told():
    asked = Asked.of(user, store_state(user.scope))
if asked.is_empty:
    states.no_technology_loaded()
asked.freshness()

# Filters
part = PARTS[parts.choose(list(PARTS))]

# Query and draw
with states.told():
    part.show(asked)

# Explain
explain.figures(part.definitions, *part.questions)
