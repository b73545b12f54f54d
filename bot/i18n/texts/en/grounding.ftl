# What the checker of briefs is measured by.
grounding-eval-legend =
    Grounding: points with a seeded error (wrong) that the checker caught, and points that are right (right) on which it raised a false alarm, with 95% intervals.
    "Other language" is a point told in another language than its passages. The set dev was used for tuning; test was not.
