-- A screen reads some eighty short runs of a granule or two each. A block is decompressed as a whole, so blocks of the
-- usual 64 KiB meant decompressing thirty times what was wanted. Parts that stand already are written anew when they are
-- merged; the table takes 8 % more room.
ALTER TABLE indicators.observation MODIFY SETTING min_compress_block_size = 8192;
