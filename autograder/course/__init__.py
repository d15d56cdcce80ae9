"""Many submissions: a class in which each one is graded once, even if a run is interrupted.

`out_folder` and `journal` keep what is graded, `local_pool` and `dask_pool` run the graders,
`spawn` starts processes, `policies` and `marks` change scores, `release` decides what students get,
`class_run` does all this in order, `gradebook` writes the results of a class, and `saved_results`
reads them back.
"""
