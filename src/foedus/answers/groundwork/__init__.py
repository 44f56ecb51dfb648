"""What the questions stand on: how one is asked, what a finding is, what falls due, words for clauses."""
