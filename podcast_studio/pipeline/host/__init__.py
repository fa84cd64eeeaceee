"""What HOST says: remarks, questions, and what is taken up from before."""
