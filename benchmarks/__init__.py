"""The yardsticks: what a page costs, as a ratio to a plain page measured in the same run (`make bench`)."""
