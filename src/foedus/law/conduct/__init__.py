"""Conduct: whose duty toward whom is live, what calls it up, which act breaches, excuses or performs it."""
