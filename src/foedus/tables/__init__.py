"""Many agreements at once: spans, deadlines and panels as Arrow tables, worked out in this process or on Spark.

    import foedus, pyarrow
    from foedus.tables.making import engine, rows

    found = rows(engine("duckdb"), foedus.library(), "spans")
    found.table  # a pyarrow.Table; found.left_out names the dossiers that could not be used

`docs/tables.md` shows each table. Nothing here decides law: it asks `answers` and `law`, and lays out what they say.
"""
