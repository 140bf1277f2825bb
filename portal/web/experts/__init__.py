"""The narrow pages of somebody who is asked what they hold on a person."""
