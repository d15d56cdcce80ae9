"""The untrusted side: the process that runs student code, and the trusted ends that hold it.

`wire` is what the two sides speak, `worker` and `zygote` run on the student's side, `session`,
`channel` and `proxies` on the grader's, `processes` measures and ends processes, `limits` holds
every cap.
"""
