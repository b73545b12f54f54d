# The language model: what can go wrong with it, and what doctor says about it.
error-prompt = A prompt cannot be used: { $reason }. The files stand in prompts/ and belong to this version of the program; restore them.
error-model = The language model gave nothing that can be used. The local engine writes instead.
error-model-unreachable = The language model does not answer, or is busy. Check KAWARABAN_MODEL_URL and whether the endpoint is up; until it answers, the local engine writes.
error-model-refused = The language model's endpoint refuses us. Check KAWARABAN_MODEL, KAWARABAN_MODEL_KEY and KAWARABAN_MODEL_URL; until then, the local engine writes.
error-model-paused = The language model failed several times and is left alone for a while. The local engine writes meanwhile.
error-model-budget = What may be spent on the language model today is spent. The local engine writes until midnight UTC; the limits are KAWARABAN_MODEL_DAILY_TOKENS, KAWARABAN_MODEL_SERVER_TOKENS and KAWARABAN_MODEL_DAILY_COST.
error-model-reply = The language model's reply was not what was asked for. A larger model may do better; the local engine writes instead.
model-mark-local = local engine
error-model-busy = The language model was busy with other texts for too long. The local engine writes meanwhile; KAWARABAN_MODEL_CONCURRENCY lets more requests out at once.
