"""What a text says: who reaches whom, who does what at the meeting."""
