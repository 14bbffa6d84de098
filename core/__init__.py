"""The product without its screens: knows nothing of Streamlit."""
