"""The Models page: every model that can be asked, and what it costs."""

from components.form_keeper import open_form
from components.models_browser import models_browser
from components.services import current_route, settings_now
from components.waiting import wait_in_background

settings = settings_now()
route = current_route(settings)

open_form(route, settings)
models_browser(route, settings)
wait_in_background(route, settings)
