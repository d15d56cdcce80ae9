"""Many submissions: a class graded once, whatever happens on the way.

`out_folder` and `journal` keep what is graded, `local_pool` and `dask_pool` run the graders,
`policies` and `marks` change scores, `class_run` puts all this in order, `gradebook` and
`saved_results` write and read what came of it.
"""
