"""Generate `solutions/`, `student_template/` and the archive for Otter and Gradescope.

`localize` reduces a file to one language, `public_hints` and `otter_files` make the test files,
`build` brings all generated files up to date, `archive` packs the zip for other graders.
"""
