"""What spans sections: progress, findings, and what depends on what."""
