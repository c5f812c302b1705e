throw new Error('this script fails on purpose')
