"""The graders on trial: `mutants` changes the reference, `trials` tries answers, `audit` judges."""
