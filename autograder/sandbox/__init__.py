"""The processes that run student code, and the grader's side of them.

`wire` is the format of their messages. `worker` and `zygote` run on the student's side, `session`,
`channel` and `proxies` on the grader's. `processes` measures and ends processes, `limits` has the
caps.
"""
