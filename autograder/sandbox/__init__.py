"""The processes that run student code, and the grader's side of them.

`wire` is the format of their messages. On the student's side, `zygote` forks workers, and `worker`
runs cells in `shell`, with the random numbers of `seeding`. On the grader's side, `session` starts
workers, `channel` speaks to one through `sockets` and tells its `failures`, `proxies` gives it to a
test (a request is an `exchange`, and `arguments` says what a test's own functions may get),
`stopwatch` times it, and `enclosure` ends all its processes, with its folder in `scratch` (a
`tree`). Each test runs in a fork (`forks`) of a `snapshot` that stands still (`stillness`).
`accounts` counts the CPU time of a worker in a `cgroup` or by its tree. `fence` raises the layers
(`privileges`, `uids`, `namespaces`, `landlock`, `seccomp` with the `verdicts` of the table
`syscalls`, `access_times`, on the calls of `linux`), `proof` tries them, `keeper` outlives the
grader, `processes` measures and ends processes, held by a `pidfd`, `limits` has the caps, and
`sums` what all tests of a submission have used together.
"""
