"""What a crawl may ask for: addresses, hosts, robots.txt, budget, size and time limits."""
