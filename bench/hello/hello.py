"""The limits of the pages: two pages of the same Streamlit that do nothing but say hello, and one with nothing but a grid."""

import pandas as pd
import streamlit as st

ROWS, COLUMNS = 40, 9


def hello(name: str) -> None:
    """A title and a line."""
    st.title(f"Hello {name}")
    st.text(f"This is {name}.")


def grid() -> None:
    """As large as a usual grid of ours, and as plain as Streamlit makes one."""
    st.title("Hello grid")
    st.data_editor(pd.DataFrame([[f"{row} {column}" for column in range(COLUMNS)] for row in range(ROWS)]), key="grid")


KNOWN = [st.Page(lambda name=name: hello(name), title=name, url_path=name.lower(), default=name == "One") for name in ("One", "Two")]
KNOWN.append(st.Page(grid, title="Grid", url_path="grid"))
page = st.navigation(KNOWN, position="hidden")
with st.sidebar:
    for each in KNOWN:
        st.page_link(each)
page.run()
