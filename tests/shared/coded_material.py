"""Names for the people, dimensions and tags of coded material that is made by hand in tests of agreement."""

ANNA, BORIS, CARLA = 1, 2, 3
FRAME, ACTOR, SCALE = 10, 20, 30
RACE, THREAT, DOUBT, NO_FRAME = 101, 102, 103, 109
LEADER, BANK = 201, 202
HOSTILE, NEUTRAL, ADMIRING, MIXED = 301, 302, 303, 308
