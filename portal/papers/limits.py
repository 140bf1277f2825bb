"""How much a document may be and may cost to read."""

MEGABYTE = 1024 * 1024

FILE = 50 * MEGABYTE  # bytes
PAGES = 2_000
PIXELS = 36_000_000  # of one picture: a page scanned at 600 dots an inch
UNPACKED = 200 * MEGABYTE  # of a file that holds files
RATIO = 200  # times that a part of it may grow; text of a word processor grows some ten times
PARTS = 5_000  # files in it
CHARACTERS = 1_000_000  # of text without pages: some four hundred pages
ATTACHED = 100  # files with one message
OUTPUT = 150 * MEGABYTE  # of what is made of it
SECONDS = 300
MEMORY = 512 * MEGABYTE  # of addresses, libraries included
DRAWING_SECONDS = 60

RECOGNISING_SECONDS = 30  # of a processor, for one page; a full one takes two
RECOGNISING_PATIENCE = 240  # seconds: whoever looks at a page of the portal goes first
