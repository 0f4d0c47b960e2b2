"""The Compare page: one prompt, many models, side by side."""

from components.comparison_form import comparison_form
from components.form_keeper import open_form
from components.results import results
from components.services import current_route, settings_now
from components.waiting import wait_in_background

settings = settings_now()
route = current_route(settings)

open_form(route, settings)
comparison_form(route, settings)
results()
wait_in_background(route, settings)
