"""What the server answers beside Streamlit's own pages: headers, the owner's cookie, the socket."""
