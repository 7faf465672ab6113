"""What happens to each page, in order: thin Scrapy classes around the pure functions of crawler/."""
