"""The limit of the pages: two pages of the same Streamlit that do nothing but say hello."""

import streamlit as st


def hello(name: str) -> None:
    """A title and a line."""
    st.title(f"Hello {name}")
    st.text(f"This is {name}.")


KNOWN = [st.Page(lambda name=name: hello(name), title=name, url_path=name.lower(), default=name == "One") for name in ("One", "Two")]
page = st.navigation(KNOWN, position="hidden")
with st.sidebar:
    for each in KNOWN:
        st.page_link(each)
page.run()
