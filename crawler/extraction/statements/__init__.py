"""What a notice states: who inspects whom, which meeting was held, who does what there, who reaches whom."""
