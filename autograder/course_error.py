"""The one error of everything that works in a course folder."""


class CourseError(Exception):
    """The folder, or what is asked of it, cannot be worked with; the text says why, and what to do."""
