"""What podcasts, passages, turns and jobs are, the rules that hold for them, and the ports of everything outside."""
