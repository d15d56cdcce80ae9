"""Test the grader: `mutants` changes the reference, `trials` grades answers, `audit` sums up."""
