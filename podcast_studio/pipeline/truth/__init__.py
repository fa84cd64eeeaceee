"""What a retelling may say: every sentence, figure and claim held against its source."""
