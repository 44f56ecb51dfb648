"""The law over columns: the plain clauses that most agreements have, worked out for all of them at once in NumPy.

What is plain: in force from a known day, a term from that day (or none), tacit renewals without end (or none, or it
runs on), notice a period before the end of a term (or from any day), survival from the end, at most one notice. For
all else, and for the reasons, there is `foedus.law`; the tests compare the two.
"""
