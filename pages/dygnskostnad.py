"""Dygnskostnad: what care costs a day, by month and by every dimension of the care days, why it changed, and where."""

from queries.scope import Role
from ui import draw, explain, filters, parts, sign_in, states
from ui.cost_asked import Asked
from ui.cost_parts import PARTS
from ui.reading import store_state

user = sign_in.require(Role.CONTROLLER, Role.MANAGER)

# Title
draw.title("Dygnskostnad", user)
with states.told():
    state = store_state(user.scope)
    options = filters.options(user, state)
explain.freshness(user, state)
if not options.months:
    states.nothing_loaded()

# Filters
selection, remarks = filters.choose(options, state)
states.said_of_the_address(remarks)
explain.selected(selection.words(options))
part = PARTS[parts.choose(list(PARTS))]

# Query and draw
with states.told():
    part.show(Asked(user, state, options, selection))

# Explain
explain.figures(part.definitions, *part.questions)
