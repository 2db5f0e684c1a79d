"""One contract at each level of what it depends on, and nothing else changed."""
