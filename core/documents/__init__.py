"""Documents of the strategy: blocks and pictures printed for Word and for the screen."""
