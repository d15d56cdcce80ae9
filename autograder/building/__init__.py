"""An `Assignment` becomes `solutions/`, `student_template/` and the archive for other graders.

`localize` keeps one language of a file, `public_hints` and `otter_files` make the test files,
`build` brings all generated files up to date, `archive` packs what Otter and Gradescope run.
"""
