"""xunshi (巡视): finds, reads and publishes the mobilisation notices of China's inspection teams."""

VERSION = "0.1.0"
